import type { Rights } from "../wire/gen/proto/member_pb";

// The actions of the server's policy table that this page asks about, by their names there.
export type Action =
  | "write" | "report" | "read_staff" | "write_in_locked" | "write_without_pace" | "read_deleted"
  | "lock_thread" | "pin_thread" | "set_slow_mode" | "move_thread" | "split_thread" | "merge_threads" | "rename_thread"
  | "close_thread" | "archive_thread" | "hide_post" | "delete_any_post" | "restore_any_post" | "edit_any_post"
  | "decide_held_post" | "write_note" | "handle_reports" | "see_people" | "warn_member" | "mute_member" | "suspend_member"
  | "ban_member" | "lift_sanction" | "approve_newcomer" | "set_trust" | "set_word_rules" | "read_audit"
  | "set_topic_moderator" | "change_chair_settings" | "take_over_report" | "read_public_audit"
  | "withdraw_own_post" | "keep_thread" | "manage_gallery";

// What the server told that one may do. Nothing told, nothing offered.
export function can(rights: Rights | null, action: Action, topicId = ""): boolean {
  if (!rights) return false;
  return rights.may.includes(action) || (rights.moderates.includes(topicId) && rights.mayInTopics.includes(action));
}

// Somewhere at least: everywhere, or in a topic one moderates.
export function canSomewhere(rights: Rights | null, action: Action): boolean {
  if (!rights) return false;
  return rights.may.includes(action) || (rights.moderates.length > 0 && rights.mayInTopics.includes(action));
}
