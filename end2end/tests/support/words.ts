import { say, type Language } from "./people";

/** What the specs read and press, by a short name: in Chinese and in English. */
const WORDS = {
  active: ["进行中", "Active"],
  add: ["添加", "Add"],
  apply: ["筛选", "Apply"],
  approve: ["批准", "Approve"],
  approved: ["已批准", "Approved"],
  confirm: ["确认", "Confirm"],
  confirmStart: ["确认到岗", "Confirm start"],
  confirmed: ["已确认", "Confirmed"],
  consentGive: ["同意派出所选人员", "Consent for those chosen"],
  consentGiven: ["已同意", "Given"],
  consentNot: ["未同意", "Not given"],
  consentTakeBack: ["撤回同意", "Take the consent back"],
  copyWeek: ["复制上周", "Copy last week"],
  draft: ["草稿", "Draft"],
  filterPeople: ["筛选人员", "Filter people"],
  leave: ["停用", "Take out"],
  left: ["已退出", "Left"],
  log: ["填报", "Log"],
  nothingConfirmed: ["已填报", "Nothing"],
  offer: ["发布", "Offer"],
  places: ["导航", "Places"],
  remaining: ["尚余", "Remaining"],
  returnHours: ["退回", "Return"],
  returned: ["已退回", "Returned"],
  save: ["保存", "Save"],
  saveAndSubmit: ["保存并提交本周", "Save and submit week"],
  saveDraft: ["保存草稿", "Save draft"],
  submit: ["提交", "Submit"],
  submitted: ["待审批", "Submitted"],
  takeIn: ["恢复", "Take in again"],
  takesPart: ["正常", "Active"],
  toConfirm: ["待确认", "To confirm"],
  toSubmit: ["待提交", "To submit"],
  useThis: ["使用", "Use this"],
  verify: ["已看过原件", "I saw the original"],
  waiting: ["待确认", "To confirm"],
  why: ["查看依据", "Why?"],
} as const satisfies Record<string, readonly [string, string]>;

export type Word = keyof typeof WORDS;

/** A word as the pages have it in this language. */
export function word(language: Language, name: Word): string {
  const [chinese, english] = WORDS[name];
  return say(language, chinese, english);
}
