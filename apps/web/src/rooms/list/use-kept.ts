import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../../sign-in';

/**
 * What somebody chose or typed at the list: kept while they are in the product. A lock forgets it with all that was opened.
 * `empty`: the same at every render.
 */
export function useKept<T>(name: string, empty: T): readonly [T, (value: T) => void] {
  const client = useQueryClient();
  const { me } = useSession();
  const key = ['list', name, me?.person ?? ''];
  const { data } = useQuery<T>({ queryKey: key, queryFn: () => empty, staleTime: Infinity, gcTime: Infinity });
  return [
    data ?? empty,
    (value) => {
      client.setQueryData(key, value);
    },
  ];
}
