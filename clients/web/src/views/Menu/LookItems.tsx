import { useState } from "react";
import { languageKey, languages } from "../../locales/say";
import { language, speak } from "../../locales/spoken";
import { setTheme, themeNow, themes, type Theme } from "../theme";
import { useWords } from "../words";
import { MenuItem } from "./MenuView";
import css from "./Menu.module.css";

const themeWords = { system: "look.themeSystem", light: "look.themeLight", dark: "look.themeDark" } as const;

// How the page looks and what it speaks, in the menu of whoever looks at it.
export function LookItems() {
  const t = useWords();
  const [theme, put] = useState<Theme>(themeNow);
  return (
    <>
      <p className={css.label} id="theme-label">{t("look.theme")}</p>
      <div role="group" aria-labelledby="theme-label">
        {themes.map((one) => (
          <MenuItem key={one} checked={one === theme} onClick={() => { setTheme(one); put(one); }}>{t(themeWords[one])}</MenuItem>
        ))}
      </div>
      <p className={css.label} id="language-label">{t("look.language")}</p>
      <div role="group" aria-labelledby="language-label">
        {languages.map((one) => (
          <MenuItem key={one} checked={language.value === one} onClick={() => { localStorage.setItem(languageKey, one); void speak(one); }}>
            {new Intl.DisplayNames([one], { type: "language" }).of(one)}
          </MenuItem>
        ))}
      </div>
      <hr className={css.rule} />
    </>
  );
}
