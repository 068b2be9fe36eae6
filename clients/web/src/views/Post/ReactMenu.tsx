import { useState } from "react";
import { IconView } from "../Icon/IconView";
import { MenuView } from "../Menu/MenuView";
import { useWords } from "../words";
import css from "./Reactions.module.css";

// Few, and of use among colleagues; any other can be typed.
const offered = "👍 👎 👏 🙏 ❤️ 😄 🎉 🤔 👀 💡 🎯 ✅ ❌ ❓ ❗ ➕ 😮 😢 🔥 🚩 🩺 💊 📎 ☕".split(" ");

interface Props {
  className?: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  onPick: (emoji: string) => void;
}

export function ReactMenu({ className, open, onOpen, onPick }: Props) {
  const t = useWords();
  const [typed, setTyped] = useState("");
  return (
    <MenuView label={t("post.react")} button={<IconView name="react" />} className={className} open={open} onOpen={onOpen}>
      {(close) => {
        const pick = (emoji: string) => {
          if (emoji) onPick(emoji);
          setTyped("");
          close();
        };
        return (
          <>
            <div className={css.grid} role="group" aria-label={t("react.title")}>
              {offered.map((emoji) => (
                <button key={emoji} type="button" className={css.pick} onClick={() => pick(emoji)}>{emoji}</button>
              ))}
            </div>
            <form className={css.other} onSubmit={(event) => { event.preventDefault(); pick(typed.trim()); }}>
              <input aria-label={t("react.other")} placeholder={t("react.other")} value={typed} maxLength={16} onChange={(event) => setTyped(event.target.value)} />
              <button type="submit">{t("react.add")}</button>
            </form>
          </>
        );
      }}
    </MenuView>
  );
}
