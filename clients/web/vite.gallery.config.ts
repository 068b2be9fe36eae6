import { defineConfig } from "vite";
import members from "./vite.config.ts";

// The gallery's page is a bundle of its own: no file of it is asked for by the members' page, nor the reverse, so that
// neither grows with the other. What both are drawn with (React, the fonts) has the same name twice and lies there once.
export default defineConfig({ ...members, build: { ...members.build, emptyOutDir: false, rolldownOptions: { input: "gallery.html" } } });
