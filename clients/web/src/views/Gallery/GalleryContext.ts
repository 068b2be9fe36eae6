import { createContext, useContext, useEffect, useMemo, useState } from "react";
import { learnWords } from "../../locales/words";
import type { Session } from "../../model/session";
import type { GalleryThreadViewModel } from "../../viewmodels/gallery/GalleryThreadViewModel";

type File = typeof import("./thread");

// What is shown of the gallery in a thread, once its file is there. Null where nobody listens.
export interface GalleryHere {
  file: File;
  vm: GalleryThreadViewModel;
}

export const GalleryContext = createContext<GalleryHere | null>(null);
export const useGallery = (): GalleryHere | null => useContext(GalleryContext);

export function useGalleryHere(session: Session, threadId: string, wanted: boolean): GalleryHere | null {
  const [file, setFile] = useState<File | null>(null);
  useEffect(() => {
    if (wanted && !file) void Promise.all([import("./thread"), learnWords("gallery")]).then(([one]) => setFile(one), () => undefined);
  }, [wanted, file]);
  const here = useMemo(() => (wanted && file ? { file, vm: new file.GalleryThreadViewModel(session, threadId) } : null), [wanted, file, session, threadId]);
  useEffect(() => () => here?.vm.dispose(), [here]);
  return here;
}
