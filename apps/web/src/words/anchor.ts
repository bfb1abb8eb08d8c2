/** Who vouches for the advisers behind a decision: said beside each, with and without a key of the organisation's own. */
export function anchorWords(organisation: string, isAnchored: boolean): string {
  return isAnchored
    ? `The first adviser of ${organisation} was confirmed with the organisation’s own key, kept offline.`
    : `The advisers of ${organisation} are vouched for by this service’s registration officers only.`;
}
