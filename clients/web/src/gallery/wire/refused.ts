import { LineLost } from "../../wire/lost";

// The server said no. In the gallery it tells little: what is not to be had and what there is not are one answer.
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly sentence: string,
    readonly status: number,
    readonly field = "",
    readonly againAt = 0, // when it may be wished anew; 0: not told
  ) {
    super(sentence);
  }
}

export { LineLost };

interface Body {
  code?: string;
  message?: string;
  field?: string;
  againAtMs?: string;
}

export async function refusedOver(answer: Response): Promise<Refused | LineLost> {
  const body = (await answer.json().catch(() => null)) as Body | null;
  if (!body?.code) return new LineLost(`the server answered ${answer.status}`);
  return new Refused(body.code, body.message ?? "", answer.status, body.field ?? "", againAt(body, answer.headers.get("retry-after")));
}

function againAt(body: Body, retryAfter: string | null): number {
  if (body.againAtMs) return Number(body.againAtMs);
  return body.code === "spent" && retryAfter ? Date.now() + Number(retryAfter) * 1000 : 0;
}
