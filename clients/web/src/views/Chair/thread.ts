// What the chair's tools in a thread are made of: one file, fetched by those who may use them.
export { ThreadChairViewModel } from "../../viewmodels/chair/ThreadChairViewModel";
export { ChairDialogs } from "./ChairDialogs";
export { ChooseBar } from "./ChooseBar";
export { HeldPosts } from "./HeldPosts";
export { PostBeside } from "./PostBeside";
export { PostItems } from "./PostItems";
export { ThreadMenu } from "./ThreadMenu";
export { ThreadNotes } from "./ThreadNotes";
