import { useEffect, useState, type RefObject } from "react";
import { useWords } from "../words";
import css from "./Thread.module.css";

interface Chosen {
  postId: string;
  words: string;
  top: number;
  left: number;
}

const wordsMax = 1_000;

// Select words of a post, and a button offers to answer them.
export function QuoteButton({ root, onQuote }: { root: RefObject<HTMLElement | null>; onQuote: (postId: string, words: string) => void }) {
  const t = useWords();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useEffect(() => {
    const look = () => setChosen(chosenWords(root.current));
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [root]);
  if (!chosen) return null;
  const quote = () => {
    onQuote(chosen.postId, chosen.words);
    getSelection()?.removeAllRanges();
  };
  return (
    <button type="button" className={css.quote} style={{ top: chosen.top, left: chosen.left }} onPointerDown={(event) => event.preventDefault()} onClick={quote}>
      {t("post.quote")}
    </button>
  );
}

function chosenWords(root: HTMLElement | null): Chosen | null {
  const selection = getSelection();
  const words = selection?.toString().trim() ?? "";
  if (!selection || selection.rangeCount === 0 || !words || words.length > wordsMax) return null;
  const start = postOf(selection.anchorNode);
  if (!start || start !== postOf(selection.focusNode) || !root?.contains(start)) return null;
  const box = selection.getRangeAt(0).getBoundingClientRect();
  const left = Math.min(Math.max(box.left + box.width / 2, 48), innerWidth - 48);
  return { postId: start.dataset.postBody ?? "", words, top: Math.max(box.top - 44, 4), left };
}

function postOf(node: Node | null): HTMLElement | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  return element?.closest<HTMLElement>("[data-post-body]") ?? null;
}

// The words selected in this post at this moment, if any.
export function quotedIn(postId: string): string {
  const chosen = chosenWords(document.body);
  return chosen?.postId === postId ? chosen.words : "";
}
