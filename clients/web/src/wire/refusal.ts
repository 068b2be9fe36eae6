import { RefusalCode, type Refusal } from "./gen/proto/wire_pb";
import { LineLost } from "./lost";

// How a thing stands that one came too late for.
export interface Present {
  at: number; // the byte of the field where the fault begins
  who: string; // member id of who did it; "0": not told
  movedTo: string; // thread id; "0": nowhere
  untilMs: number;
}
const untold: Present = { at: 0, who: "0", movedTo: "0", untilMs: 0 };

// The server said no, and why. `sentence` is for people.
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly sentence: string,
    readonly field = "",
    readonly retryAfterMs = 0,
    readonly present: Present = untold,
  ) {
    super(sentence);
  }
}

export { LineLost };

export function refusedBy(refusal: Refusal): Refused {
  const { at, who, movedTo, untilMs } = refusal;
  return new Refused(refusal.code, refusal.sentence, refusal.field, refusal.retryAfterMs, { at, who, movedTo, untilMs: Number(untilMs) });
}

interface RefusalBody {
  message?: string;
  refusal?: { code?: string | number; sentence?: string; field?: string; retryAfterMs?: number; at?: number; who?: string; movedTo?: string; untilMs?: string };
}

// An HTTP error in the Connect manner, with the number in a header and the name in the body.
export async function refusedOver(answer: Response): Promise<Refused | LineLost> {
  const body = (await answer.json().catch(() => null)) as RefusalBody | null;
  const said = body?.refusal;
  const number = Number(answer.headers.get("plenum-refusal") ?? NaN);
  const named = typeof said?.code === "string" ? RefusalCode[said.code as keyof typeof RefusalCode] : said?.code;
  const code = Number.isFinite(number) ? number : named;
  if (code === undefined) return new LineLost(`the server answered ${answer.status}`);
  return new Refused(code, said?.sentence ?? body?.message ?? "", said?.field ?? "", said?.retryAfterMs ?? 0, presentIn(said));
}

function presentIn(said: RefusalBody["refusal"]): Present {
  return { at: said?.at ?? 0, who: said?.who ?? "0", movedTo: said?.movedTo ?? "0", untilMs: Number(said?.untilMs ?? 0) };
}

const passing: readonly RefusalCode[] = [RefusalCode.TOO_FAST, RefusalCode.BUSY, RefusalCode.UNAVAILABLE];

// The same bytes may be accepted a little later.
export function passesWithTime(refused: Refused): boolean {
  return passing.includes(refused.code);
}
