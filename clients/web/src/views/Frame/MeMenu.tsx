import { useState, useSyncExternalStore } from "react";
import { language, languageKey, languages, speak } from "../../locales/words";
import { can } from "../../model/rights";
import { paths } from "../../viewmodels/router";
import { useRoom } from "../../viewmodels/use";
import { MarkView } from "../Mark/MarkView";
import { MenuItem, MenuView } from "../Menu/MenuView";
import { useWords } from "../words";
import { setTheme, themeNow, themes, type Theme } from "../theme";
import css from "./Frame.module.css";

const themeWords = { system: "me.themeSystem", light: "me.themeLight", dark: "me.themeDark" } as const;

export function MeMenu({ signOut, showKeys }: { signOut: (everywhere: boolean) => void; showKeys: () => void }) {
  const { session, router } = useRoom();
  const t = useWords();
  const [theme, put] = useState<Theme>(themeNow);
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
          <p className={css.menuLabel} id="theme-label">{t("me.theme")}</p>
          <div role="group" aria-labelledby="theme-label">
            {themes.map((one) => (
              <MenuItem key={one} checked={one === theme} onClick={() => { setTheme(one); put(one); }}>{t(themeWords[one])}</MenuItem>
            ))}
          </div>
          <p className={css.menuLabel} id="language-label">{t("me.language")}</p>
          <div role="group" aria-labelledby="language-label">
            {languages.map((one) => (
              <MenuItem key={one} checked={language.value === one} onClick={() => { localStorage.setItem(languageKey, one); void speak(one); }}>
                {new Intl.DisplayNames([one], { type: "language" }).of(one)}
              </MenuItem>
            ))}
          </div>
          <hr className={css.menuRule} />
          <MenuItem onClick={() => signOut(false)}>{t("me.signOut")}</MenuItem>
          <MenuItem onClick={() => signOut(true)}>{t("me.signOutEverywhere")}</MenuItem>
        </>
      )}
    </MenuView>
  );
}
