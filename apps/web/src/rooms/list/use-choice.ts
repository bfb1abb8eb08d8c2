import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../../sign-in';
import { everything, type Choice } from './shown';

/** What of the list somebody chose to see: while they are in the product. A lock forgets it with all that was opened. */
export function useChoice(): readonly [Choice, (choice: Choice) => void] {
  const client = useQueryClient();
  const { me } = useSession();
  const key = ['chosen', me?.person ?? ''];
  const { data } = useQuery({ queryKey: key, queryFn: () => everything, staleTime: Infinity, gcTime: Infinity });
  return [
    data ?? everything,
    (choice) => {
      client.setQueryData(key, choice);
    },
  ];
}
