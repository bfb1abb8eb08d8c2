/** Whether somebody can be looking at this page: it is in front, and the keys pressed now come here. */
export const isAttended = (): boolean => document.visibilityState === 'visible' && document.hasFocus();
