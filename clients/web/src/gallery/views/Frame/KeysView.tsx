import { KeyList, type Keys } from "../../../views/Keys/KeyList";

const keys: Keys = [
  [["j", "k"], "keys.next"],
  [["Enter"], "keys.open"],
  [["u"], "keys.up"],
  [["n"], "keys.fresh"],
  [["x"], "keys.take"],
  [["/"], "keys.search"],
  [["g", "f"], "keys.feed"],
  [["g", "t"], "keys.trends"],
  [["g", "e"], "keys.extracts"],
  [["?"], "keys.list"],
];

export default function KeysView({ onClose }: { onClose: () => void }) {
  return <KeyList keys={keys} onClose={onClose} />;
}
