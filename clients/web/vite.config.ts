import { defineConfig } from "vite";
import react from "@vitejs/plugin-react";

// Where a running plenumd answers while one works on the pages with `npm run dev`.
const server = "http://localhost:8080";

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    cssTarget: ["chrome120", "firefox121", "safari16.4"], // the first with :has() and :dir(): older targets turn :dir() into languages
    // The content security policy allows no data: font and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { "/plenum.v1.": server, "/v1/live": { target: server, ws: true } } },
});
