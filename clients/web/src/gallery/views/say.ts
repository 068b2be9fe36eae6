import { createContext, useContext } from "react";

// What was just done, or could not be: said once at the foot of the page.
export type Say = (words: string) => void;
export const SayContext = createContext<Say>(() => undefined);
export const useSay = (): Say => useContext(SayContext);
