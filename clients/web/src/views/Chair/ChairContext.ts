import { createContext, useContext, useEffect, useMemo, useState } from "react";
import { learnWords } from "../../locales/words";
import type { Session } from "../../model/session";
import type { ThreadChairViewModel } from "../../viewmodels/chair/ThreadChairViewModel";

type File = typeof import("./thread");

// The chair's tools in a thread, once their file is there. Null for everybody else.
export interface ChairHere {
  file: File;
  vm: ThreadChairViewModel;
}

export const ChairContext = createContext<ChairHere | null>(null);
export const useChair = (): ChairHere | null => useContext(ChairContext);

export function useChairHere(session: Session, threadId: string, wanted: boolean): ChairHere | null {
  const [file, setFile] = useState<File | null>(null);
  useEffect(() => {
    if (wanted && !file) void Promise.all([import("./thread"), learnWords("chair")]).then(([one]) => setFile(one), () => undefined);
  }, [wanted, file]);
  const here = useMemo(() => (wanted && file ? { file, vm: new file.ThreadChairViewModel(session, threadId) } : null), [wanted, file, session, threadId]);
  useEffect(() => () => here?.vm.dispose(), [here]);
  return here;
}
