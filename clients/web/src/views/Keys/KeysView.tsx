import { canSomewhere } from "../../model/rights";
import { useRoom } from "../../viewmodels/use";
import { KeyList, type Keys } from "./KeyList";

const keys: Keys = [
  [["j", "k"], "keys.next"],
  [["Enter"], "keys.open"],
  [["u"], "keys.up"],
  [["n"], "keys.unread"],
  [["g", "t"], "keys.topics"],
  [["/"], "keys.filter"],
  [["r"], "keys.reply"],
  [["e"], "keys.edit"],
  [["."], "keys.react"],
  [["Ctrl", "Enter"], "keys.send"],
  [["?"], "keys.list"],
];

// Of those who sit in the chair.
const chairKeys: Keys = [
  [["m"], "keys.tools"],
  [["x"], "keys.choose"],
  [["a", "d", "i"], "keys.decide"],
  [["c", "l"], "keys.claim"],
  [["a", "e", "d"], "keys.rules"],
  [["z"], "keys.undo"],
];

export default function KeysView({ onClose }: { onClose: () => void }) {
  const { session } = useRoom();
  const shown = canSomewhere(session.store.state.rights, "read_staff") ? [...keys, ...chairKeys] : keys;
  return <KeyList keys={shown} onClose={onClose} />;
}
