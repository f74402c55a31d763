/** How a version ends that was made of changes that no commit holds: nobody could build it again. */
export const DIRTY = '-dirty';

export const isDirty = ({ version }: { readonly version: string }): boolean => version.endsWith(DIRTY);
