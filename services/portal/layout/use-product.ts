import { useApiQuery } from '../api/api-context';
import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';

export interface Product {
  readonly productName: string;
  /** NULL until it is known. */
  readonly operatorName: string | null;
  readonly logo: boolean;
}

/** Name and logo of the installation; the product's own name until, or where, they cannot be read. */
export function useProduct(): Product {
  const text = useText(COMMON);
  const { data } = useApiQuery('GET /v1/portal', {}, { staleTime: Number.POSITIVE_INFINITY });
  return {
    productName: data?.productName ?? text.productName,
    operatorName: data?.operatorName ?? null,
    logo: data?.logo ?? false,
  };
}
