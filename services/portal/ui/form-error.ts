export interface FormError {
  /** `id` of the field; null: it concerns no single one. */
  readonly field: string | null;
  readonly message: string;
}
