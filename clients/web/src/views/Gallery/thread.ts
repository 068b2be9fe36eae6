// What a thread shows of the gallery: one file, fetched where somebody listens.
export { GalleryThreadViewModel } from "../../viewmodels/gallery/GalleryThreadViewModel";
export { GalleryDialogs } from "./GalleryDialogs";
export { GalleryItems } from "./GalleryItems";
export { OfferPanel } from "./OfferPanel";
export { PostMark } from "./PostMark";
