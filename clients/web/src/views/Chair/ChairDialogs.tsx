import { useMemo } from "react";
import { Deeds } from "../../viewmodels/chair/deeds";
import type { ThreadChairViewModel } from "../../viewmodels/chair/ThreadChairViewModel";
import { useSnapshot } from "../../viewmodels/use";
import { useWords } from "../words";
import { EditAnyDialog, HideDialog, NoteDialog, RejectDialog, RemoveDialog } from "./postDialogs";
import { ArchiveDialog, CloseDialog, KeepDialog, LockDialog, MoveDialog, PinDialog, RenameDialog, SlowDialog } from "./threadDialogs";
import { MergeDialog, SplitDialog } from "./partsDialogs";
import { usePerform, type Perform } from "./useDeeds";

export interface WishProps {
  vm: ThreadChairViewModel;
  deeds: Deeds;
  perform: Perform;
  postId: string;
  onClose: () => void;
}

const dialogs = {
  lock: LockDialog, pin: PinDialog, slow: SlowDialog, move: MoveDialog, merge: MergeDialog, rename: RenameDialog, close: CloseDialog,
  archive: ArchiveDialog, keep: KeepDialog, split: SplitDialog, hide: HideDialog, remove: RemoveDialog, edit: EditAnyDialog, reject: RejectDialog, note: NoteDialog,
} as const;

export function ChairDialogs({ vm }: { vm: ThreadChairViewModel }) {
  const t = useWords();
  const perform = usePerform(vm.session);
  const { wish } = useSnapshot(vm);
  const deeds = useMemo(() => new Deeds(vm.chair, t("chair.undone")), [vm, t]);
  if (!wish) return null;
  const Dialog = dialogs[wish.is];
  return <Dialog vm={vm} deeds={deeds} perform={perform} postId={"postId" in wish ? wish.postId : "0"} onClose={() => vm.want(null)} />;
}
