// What was read becomes a file of the reader's.
export function saveFile(name: string, words: string): void {
  const address = URL.createObjectURL(new Blob([words], { type: "application/jsonl" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // a browser may still be reading it
}
