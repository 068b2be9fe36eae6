export { locale, useNow, useWords } from "../../views/words";
