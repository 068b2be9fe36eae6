// What must survive a reload or a sign-out lies on a shelf. The browser's is localStorage: it writes before
// it returns, so a page that is killed in the next moment has not lost what was typed.
export interface Shelf {
  get(key: string): string | null;
  put(key: string, value: string): void;
  drop(key: string): void;
  keys(prefix: string): string[];
}

export function browserShelf(storage: Storage): Shelf {
  return {
    get: (key) => storage.getItem(key),
    put(key, value) {
      try {
        storage.setItem(key, value);
      } catch {
        // Full, or forbidden by the browser's settings: the page works on, it only forgets on reload.
      }
    },
    drop: (key) => storage.removeItem(key),
    keys: (prefix) => Object.keys(storage).filter((key) => key.startsWith(prefix)),
  };
}
