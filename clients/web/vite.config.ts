import { defineConfig } from "vite";
import react from "@vitejs/plugin-react";

// Where a running plenumd answers while one works on the pages with `npm run dev`.
const server = "http://localhost:8080";

const base = /\/node_modules\/(?:react|react-dom|scheduler|@bufbuild)\/|\/src\/(?:wire\/(?:backoff|called|clock|dialled|http|lost|refusal|gen\/proto\/(?:wire|gallery)_pb)|locales\/(?:say|spoken)|model\/(?:told|bytes)|viewmodels\/(?:address|looking|viewmodel|times)|views\/(?:Icon|Dialog|Menu|States|FreshSaid|Link|classes|keys|theme|words))/;
const room = /\/src\/(?:model\/(?:place|rights|listened|mentions|reading)|viewmodels\/(?:person|postRow|threadR|router|spans|use|Composer)|views\/(?:Mark|Post\/Person|Post\/PostBody|Threads\/step|Threads\/ThreadRow|Composer)|wire\/gen\/proto\/member_pb)/;

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    cssTarget: ["chrome120", "firefox121", "safari16.4"], // the first with :has() and :dir(): older targets turn :dir() into languages
    // The content security policy allows no data: font and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What every visit needs is two files, not thirty small ones: each compressed alone, they were 5 KB more. What knows of
    // members and what does not are kept apart.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "base", test: base, priority: 2 }, { name: "room", test: room, priority: 1 }] } } },
  },
  server: { proxy: { "/plenum.v1.": server, "/v1/": { target: server, ws: true } } },
});
