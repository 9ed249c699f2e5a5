export interface FormError {
  /** `id` of the field; null: it concerns no single one. */
  readonly field: string | null;
  readonly message: string;
  /** True: nothing was answered; false: what was answered is wrong; absent: the page does not say. */
  readonly missing?: boolean;
}
