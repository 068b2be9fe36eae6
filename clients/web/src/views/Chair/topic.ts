// The chair's tools for a topic: one file, fetched by those who may use them.
export { TopicMenu } from "./TopicMenu";
