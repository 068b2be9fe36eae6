import { useMemo, useState } from "react";
import { Deeds } from "../../viewmodels/chair/deeds";
import { TopicChairViewModel } from "../../viewmodels/chair/TopicChairViewModel";
import { paths } from "../../viewmodels/router";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { IconView } from "../Icon/IconView";
import { useKeys } from "../keys";
import { MenuItem, MenuView } from "../Menu/MenuView";
import { useWords } from "../words";
import { TopicModeratorsDialog, TopicSlowDialog } from "./topicDialogs";
import { usePerform } from "./useDeeds";

interface Props {
  topicId: string;
  className?: string;
  alone: boolean; // no thread stands beside it, whose tools have the same key
}

export function TopicMenu({ topicId, className, alone }: Props) {
  const t = useWords();
  const { session, router } = useRoom();
  const vm = useViewModel(() => new TopicChairViewModel(session, topicId), [session, topicId]);
  const shown = useSnapshot(vm);
  const perform = usePerform(session);
  const deeds = useMemo(() => new Deeds(vm.chair, t("chair.undone")), [vm, t]);
  const [open, setOpen] = useState(false);
  const [wish, setWish] = useState<"slow" | "moderators" | null>(null);
  useKeys({
    m: (event) => {
      if (!alone) return;
      event.preventDefault();
      setOpen(true);
    },
  });
  const slow = shown.maySlow && !shown.archived;
  if (!slow && !shown.mayName && !shown.mayReadAudit) return null;
  const given = { vm, deeds, perform, onClose: () => setWish(null) };
  return (
    <>
      <MenuView label={t("chair.topicTools")} className={className} open={open} onOpen={setOpen} button={<IconView name="chair" />}>
        {(close) => (
          <>
            {slow && <MenuItem onClick={() => { close(); setWish("slow"); }}>{t("chair.slow")}</MenuItem>}
            {shown.mayName && <MenuItem onClick={() => { close(); setWish("moderators"); }}>{t("chair.moderators")}</MenuItem>}
            {shown.mayReadAudit && <MenuItem onClick={() => { close(); router.go(paths.desk("topic", topicId)); }}>{t("chair.history")}</MenuItem>}
          </>
        )}
      </MenuView>
      {wish === "slow" && slow && <TopicSlowDialog {...given} />}
      {wish === "moderators" && shown.mayName && <TopicModeratorsDialog {...given} />}
    </>
  );
}
