import { lazy, Suspense } from "react";
import { learnWords } from "../../locales/words";
import type { GalleryThreadViewModel } from "../../viewmodels/gallery/GalleryThreadViewModel";
import { useSnapshot } from "../../viewmodels/use";

const WithdrawDialog = lazy(() => Promise.all([import("./postDialogs"), learnWords("chair")]).then(([file]) => ({ default: file.WithdrawDialog })));

export function GalleryDialogs({ vm }: { vm: GalleryThreadViewModel }) {
  const { wish } = useSnapshot(vm);
  if (!wish) return null;
  return <Suspense><WithdrawDialog vm={vm} row={wish.row} onClose={() => vm.want(null)} /></Suspense>;
}
