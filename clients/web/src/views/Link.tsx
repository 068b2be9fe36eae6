import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { useAddress } from "../viewmodels/address";

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { to: string };

// A link inside the page: a real address, so that every way of opening a link works.
export function Link({ to, onClick, ...rest }: Props) {
  const address = useAddress();
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlainClick(event)) return;
    event.preventDefault();
    address.go(to);
  };
  return <a href={to} onClick={go} {...rest} />;
}

export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
