// What the server names by bytes of the company's own, in the form that stands in an address.
export type Id = string;

export function idOf(bytes: Uint8Array): Id {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export function bytesOf(id: Id): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(id.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array(0); // no id: there is nothing there, as the server will say
  }
}
