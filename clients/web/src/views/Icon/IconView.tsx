// Line icons on a 20 grid, drawn for this page. Decoration only: whatever one does, words name it.
const paths = {
  reply: "M8 5 3.5 9.5 8 14M4 9.5h7a5.5 5.5 0 0 1 5.5 5.5",
  react: "M10 17a7 7 0 1 1 0-14 7 7 0 0 1 0 14ZM7.6 8.2v.1M12.4 8.2v.1M7 11.6c1.6 2.2 4.4 2.2 6 0",
  edit: "m4 16 .8-3.2 8.5-8.5a1.6 1.6 0 0 1 2.3 2.3l-8.5 8.5L4 16Z",
  more: "M5 10h.01M10 10h.01M15 10h.01",
  back: "M12 4.5 6.5 10l5.5 5.5",
  down: "M10 4v11M5.5 10.8 10 15.3l4.5-4.5",
  plus: "M10 4v12M4 10h12",
  close: "m5 5 10 10M15 5 5 15",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.4-2.4a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.4 2.4a3 3 0 0 0 4.3 4.3l1-1",
  bell: "M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.3 1.3H4.2l1.3-1.3ZM8.6 16.8c.7.7 2.1.7 2.8 0",
  clock: "M10 17a7 7 0 1 1 0-14 7 7 0 0 1 0 14ZM10 6.5V10l2.4 1.6",
  lock: "M5.5 9.5h9v6.5h-9zM7.3 9.5V7.2a2.7 2.7 0 0 1 5.4 0v2.3",
  check: "m4.5 10.5 3.7 3.7 7.3-8",
  pin: "M7.5 3.5h5l-.7 5 2.7 3h-9l2.7-3-.7-5ZM10 11.5v5",
  chair: "M10 2.8 4.2 4.9v4.9c0 3.6 2.5 6 5.8 7.4 3.3-1.4 5.8-3.8 5.8-7.4V4.9L10 2.8Z",
  flag: "M5.5 17V4M5.5 4.5h9l-2 3.2 2 3.3h-9",
  eye: "M2.8 10c1.8-3.2 4.2-4.8 7.2-4.8s5.4 1.6 7.2 4.8c-1.8 3.2-4.2 4.8-7.2 4.8S4.6 13.2 2.8 10ZM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z",
  note: "M5 3.5h10v9.5l-3.5 3.5H5v-13ZM11.5 16.5V13H15",
  ear: "M6 8.5a4 4 0 1 1 8 0c0 2.6-2.6 3-2.9 5.4-.2 1.6-1 2.6-2.3 2.6-1.5 0-2.3-1-2.3-2.4M8.2 8.5a1.8 1.8 0 0 1 3.6 0c0 1-.9 1.300-.9 2.300",
  filter: "M9 15a6 6 0 1 1 0-12 6 6 0 0 1 0 12ZM13.4 13.4 17 17",
} as const;

export type IconName = keyof typeof paths;

export function IconView({ name }: { name: IconName }) {
  const width = name === "more" ? 2.4 : 1.6;
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" strokeWidth={width} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
