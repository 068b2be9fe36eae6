import { lazy, Suspense } from "react";
import { learnWords } from "../../locales/words";
import type { GalleryThreadViewModel } from "../../viewmodels/gallery/GalleryThreadViewModel";
import { useSnapshot } from "../../viewmodels/use";

const file = () => Promise.all([import("./postDialogs"), learnWords("chair")]).then(([one]) => one);
const WithdrawDialog = lazy(() => file().then((one) => ({ default: one.WithdrawDialog })));
const ReadersDialog = lazy(() => file().then((one) => ({ default: one.ReadersDialog })));

export function GalleryDialogs({ vm }: { vm: GalleryThreadViewModel }) {
  const { wish } = useSnapshot(vm);
  if (!wish) return null;
  const close = () => vm.want(null);
  return (
    <Suspense>
      {wish.is === "withdraw"
        ? <WithdrawDialog session={vm.session} withdraw={() => vm.withdraw(wish.row.id)} onClose={close} />
        : <ReadersDialog vm={vm} row={wish.row} onClose={close} />}
    </Suspense>
  );
}
