import { useEffect, useState } from "react";

const quietMs = 2_500;

// The one voice of a list that grows: sums, once things have been quiet for a moment.
export function FreshSaid({ fresh, words }: { fresh: number; words: (count: number) => string }) {
  const [said, setSaid] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(fresh), quietMs);
    return () => clearTimeout(timer);
  }, [fresh]);
  return <p className="unseen" role="status" aria-live="polite">{said > 0 ? words(said) : ""}</p>;
}
