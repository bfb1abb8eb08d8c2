/** Cases whose keys this device gives to the person's new ones, in the background. */
export interface RegrantView {
  done: number;
  /** Cases in which something opens to the former keys alone. */
  total: number;
  /** Of those done: cases where it could not be done; it is tried again when this device next opens the keys. */
  failed: number;
}
