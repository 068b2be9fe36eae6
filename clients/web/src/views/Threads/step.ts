// Moves the focus to the next or previous row of a list of links.
export function stepThrough(list: HTMLElement | null, by: number, event: { preventDefault(): void }): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  if (rows.length === 0) return;
  event.preventDefault();
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const start = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute("aria-current"));
  const next = Math.max(0, Math.min(rows.length - 1, start + by));
  rows[next]?.focus();
}
