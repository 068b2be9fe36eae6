import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = new URL(".", import.meta.url).pathname;

export default defineConfig({ root: here, plugins: [react()], server: { fs: { allow: [`${here}../../..`] } } });
