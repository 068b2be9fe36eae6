import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { usePlace } from "../viewmodels/use";

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { to: string };

// A link inside the page: a real address, so that every way of opening a link works.
export function Link({ to, onClick, ...rest }: Props) {
  const { router } = usePlace();
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.go(to);
  };
  return <a href={to} onClick={go} {...rest} />;
}
