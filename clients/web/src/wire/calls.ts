import { MemberService, type ClientFrame, type Reply } from "./gen/proto/member_pb";

// One name per method, the same on the live line and over HTTP.
export type Method = keyof typeof MemberService.method;
export type RequestOf<M extends Method> = Extract<ClientFrame["call"], { case: M }>["value"];
export type ReplyOf<M extends Method> = Extract<Reply["answer"], { case: M }>["value"];
export type Call = Extract<ClientFrame["call"], { case: string }>;
