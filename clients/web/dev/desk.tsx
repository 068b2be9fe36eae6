import { createRoot } from "react-dom/client";
import { speak } from "../src/locales/words";
import { Session } from "../src/model/session";
import { browserShelf } from "../src/model/shelf";
import { AddressContext } from "../src/viewmodels/address";
import { Router } from "../src/viewmodels/router";
import { RoomContext } from "../src/viewmodels/use";
import type { AppViewModel } from "../src/viewmodels/AppViewModel";
import DoorView from "../src/views/Door/DoorView";
import { FrameView } from "../src/views/Frame/FrameView";
import { showTheme, themeNow } from "../src/views/theme";
import { systemClock } from "../src/wire/clock";
import { useSyncExternalStore } from "react";
import { snapshot } from "./snapshot";
import "../src/styles/fonts.css";
import "../src/styles/tokens.css";
import "../src/styles/page.css";

showTheme(themeNow());
await speak(new URLSearchParams(location.search).get("language") ?? "en");
const router = new Router(window);
const state = snapshot();
const nobody = () => Promise.reject(new Error("there is no server on the desk"));
const session = new Session({ clock: systemClock, fetch: nobody, dial: () => { throw new Error("no line"); }, shelf: browserShelf(sessionStorage), me: state.me!, community: state.community });
session.store.change(() => state);
Object.assign(window, { session });
const room = { session, router };

function Desk() {
  const route = useSyncExternalStore((listener) => router.route.subscribe(listener), () => router.route.value);
  const door = { community: state.community, signUpOpen: false, passwordMin: 10 };
  if (["sign in", "join", "reset"].includes(route.at)) return <DoorView app={{} as AppViewModel} route={route} door={door} notice="" />;
  return <RoomContext.Provider value={room}><FrameView route={route} signOut={() => undefined} /></RoomContext.Provider>;
}

createRoot(document.getElementById("page") as HTMLElement).render(<AddressContext value={router}><Desk /></AddressContext>);
