import { createRoot } from "react-dom/client";
import { languageKey, languageWanted } from "../locales/say";
import { AddressContext } from "../viewmodels/address";
import { showTheme, themeNow } from "../views/theme";
import { systemClock } from "../wire/clock";
import { speak } from "./locales/words";
import { Room } from "./model/room";
import { Router } from "./viewmodels/router";
import { App } from "./views/App";
import { subprotocol, type Socket } from "./wire/line";
import "../styles/fonts.css";
import "../styles/tokens.css";
import "../styles/page.css";
import "./styles/gallery.css";

showTheme(themeNow());
const fontWaitMs = 400; // a page drawn in one font and then in another moves under the eye
const font = Promise.race([document.fonts.load("1rem 'Source Sans 3'"), new Promise((late) => setTimeout(late, fontWaitMs))]);
await speak(languageWanted(localStorage.getItem(languageKey), navigator.languages));

// A link hands the token over behind the #, which no server sees; it leaves the address bar at once.
const token = location.hash.slice(1);
if (token) history.replaceState(history.state, "", location.pathname + location.search);

const router = new Router(window);
const room = new Room({
  clock: systemClock,
  fetch: (address, request) => fetch(address, request),
  dial: () => new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/v1/gallery`, subprotocol) as Socket,
});
window.addEventListener("online", () => room.retryNow());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && room.retryNow());

void room.start(token);
await font;
createRoot(document.getElementById("page") as HTMLElement).render(
  <AddressContext value={router}>
    <App room={room} router={router} />
  </AddressContext>,
);
