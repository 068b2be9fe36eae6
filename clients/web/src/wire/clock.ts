// Time and chance come from one place, so that tests can hold them still.
export interface Clock {
  now(): number; // milliseconds since 1970
  random(): number; // [0, 1)
  after(ms: number, act: () => void): Cancel;
}

export type Cancel = () => void;

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
