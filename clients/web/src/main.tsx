import { createRoot } from "react-dom/client";
import { languageKey, languageWanted, speak } from "./locales/words";
import { browserShelf } from "./model/shelf";
import { AppViewModel } from "./viewmodels/AppViewModel";
import { AddressContext } from "./viewmodels/address";
import { Router } from "./viewmodels/router";
import { App } from "./views/App";
import { showTheme, themeNow } from "./views/theme";
import { systemClock } from "./wire/clock";
import { subprotocol, type Socket } from "./wire/line";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/page.css";

showTheme(themeNow());
// A page drawn in one font and then in another moves under the eye; the font is on its way since the first line.
const fontWaitMs = 400;
const font = Promise.race([document.fonts.load("1rem 'Source Sans 3'"), new Promise((late) => setTimeout(late, fontWaitMs))]);
await speak(languageWanted(localStorage.getItem(languageKey), navigator.languages));

const live = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/v1/live`;
const router = new Router(window);
const app = new AppViewModel({
  clock: systemClock,
  fetch: (address, request) => fetch(address, request),
  dial: () => new WebSocket(live, subprotocol) as Socket,
  shelf: browserShelf(localStorage),
  router,
});

// The browser knows of some breaks before the line does.
const session = () => app.getSnapshot().session;
window.addEventListener("online", () => session()?.retryNow());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && session()?.retryNow());
window.addEventListener("pagehide", () => session()?.leavePage());
// Another page of this browser got an answer, and took the act from the shelf.
window.addEventListener("storage", ({ key, newValue }) => {
  const outbox = session()?.outbox;
  if (outbox && key?.startsWith(outbox.prefix()) && newValue === null) outbox.settledElsewhere(key.slice(outbox.prefix().length));
});

await font;
createRoot(document.getElementById("page") as HTMLElement).render(
  <AddressContext value={router}>
    <App app={app} router={router} />
  </AddressContext>,
);
