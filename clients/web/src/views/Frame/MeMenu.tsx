import { useSyncExternalStore } from "react";
import { can } from "../../model/rights";
import { paths } from "../../viewmodels/router";
import { useRoom } from "../../viewmodels/use";
import { MarkView } from "../Mark/MarkView";
import { LookItems } from "../Menu/LookItems";
import { MenuItem, MenuView } from "../Menu/MenuView";
import { useWords } from "../words";
import css from "./Frame.module.css";

export function MeMenu({ signOut, showKeys }: { signOut: (everywhere: boolean) => void; showKeys: () => void }) {
  const { session, router } = useRoom();
  const t = useWords();
  const me = useSyncExternalStore((listener) => session.store.subscribe(listener), () => session.store.state.me);
  if (!me) return null;
  return (
    <MenuView side="start" label={t("me.menu", { handle: me.handle })} className={css.meButton}
      button={<><MarkView handle={me.handle} size="small" /><span className={css.meName}>{me.handle}</span></>}>
      {(close) => (
        <>
          <MenuItem onClick={() => { close(); router.go(paths.member(me.id)); }}>{t("me.profile")}</MenuItem>
          <MenuItem onClick={() => { close(); router.go(paths.standing); }}>{t("me.standing")}</MenuItem>
          <MenuItem onClick={() => { close(); router.go(paths.register); }}>{t("me.register")}</MenuItem>
          {can(session.store.state.rights, "manage_gallery") && <MenuItem onClick={() => { close(); router.go(paths.house()); }}>{t("me.house")}</MenuItem>}
          <MenuItem onClick={() => { close(); showKeys(); }}>{t("me.keys")}</MenuItem>
          <LookItems />
          <MenuItem onClick={() => signOut(false)}>{t("me.signOut")}</MenuItem>
          <MenuItem onClick={() => signOut(true)}>{t("me.signOutEverywhere")}</MenuItem>
        </>
      )}
    </MenuView>
  );
}
