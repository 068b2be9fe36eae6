import type { Settings } from "../../viewmodels/chair/SettingsViewModel";

interface Field {
  name: keyof Settings;
  log: string; // its name in the audit log
  words: string;
  says: string;
  max: number;
}

export const settingFields: readonly Field[] = [
  { name: "newcomerPosts", log: "newcomer_posts", words: "settings.newcomerPosts", says: "settings.newcomerSays", max: 100 },
  { name: "autoHideReports", log: "auto_hide_reports", words: "settings.autoHide", says: "settings.autoHideSays", max: 100 },
  { name: "trustedAfterDays", log: "trusted_after_days", words: "settings.trustedDays", says: "settings.trustedDaysSays", max: 9_999 },
  { name: "trustedAfterThanks", log: "trusted_after_thanks", words: "settings.trustedThanks", says: "settings.trustedThanksSays", max: 9_999 },
];
