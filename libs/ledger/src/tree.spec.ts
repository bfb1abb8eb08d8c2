import fc from 'fast-check';
import { toB64 } from '@consilium/bytes';
import { consistencyProof, inclusionProof, Tree, treeRoot, verifyConsistency, verifyInclusion } from './tree';

/** The leaves and roots that the Certificate Transparency reference implementations are tested with. */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => Uint8Array.from(Buffer.from(hex, 'hex')),
);
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
].map((hex) => toB64(Buffer.from(hex, 'hex')));
const empty = toB64(Buffer.from('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'hex'));

test('the roots are those of Certificate Transparency, one leaf after another', async () => {
  let tree = Tree.empty;
  expect(await Tree.root(tree)).toBe(empty);
  for (const [index, leaf] of leaves.entries()) {
    tree = await Tree.append(tree, leaf);
    expect(tree.size).toBe(index + 1);
    expect(await Tree.root(tree)).toBe(roots[index]);
    expect(await treeRoot(leaves.slice(0, index + 1))).toBe(roots[index]);
  }
});

test('appending leaves the tree before it as it was', async () => {
  const one = await Tree.append(Tree.empty, Uint8Array.of(1));
  const before = await Tree.root(one);
  await Tree.append(one, Uint8Array.of(2));
  expect(await Tree.root(one)).toBe(before);
  expect(Tree.empty).toEqual({ size: 0, peaks: [] });
});

const manyLeaves = (size: number): Uint8Array[] => Array.from({ length: size }, (_, index) => Uint8Array.of(index, 7));

test('an inclusion proof holds for its leaf, place, size and root, and for nothing else', async () => {
  for (let size = 1; size <= 9; size++) {
    const all = manyLeaves(size);
    const root = await treeRoot(all);
    for (const [index, leaf] of all.entries()) {
      const proof = await inclusionProof(all, index);
      const good = { leaf, index, size, proof, root };
      expect(await verifyInclusion(good)).toBe(true);
      expect(await verifyInclusion({ ...good, leaf: Uint8Array.of(99) })).toBe(false);
      expect(await verifyInclusion({ ...good, root: empty })).toBe(false);
      expect(await verifyInclusion({ ...good, proof: [...proof, root] })).toBe(false);
      if (proof.length > 0) expect(await verifyInclusion({ ...good, proof: proof.slice(1) })).toBe(false);
      for (const other of [-1, index + 1, index - 1, size]) {
        if (other !== index) expect(await verifyInclusion({ ...good, index: other })).toBe(false);
      }
    }
  }
});

test('inclusion proofs of the CT leaves are as long as RFC 6962 says', async () => {
  const seven = manyLeaves(7);
  const lengths = await Promise.all([0, 3, 4, 6].map(async (index) => (await inclusionProof(seven, index)).length));
  expect(lengths).toEqual([3, 3, 3, 2]);
});

test('a consistency proof holds between two sizes of one tree and for nothing else', async () => {
  for (let second = 1; second <= 9; second++) {
    const all = manyLeaves(second);
    const secondRoot = await treeRoot(all);
    for (let first = 1; first <= second; first++) {
      const proof = await consistencyProof(all, first);
      const good = {
        first: { size: first, root: await treeRoot(all.slice(0, first)) },
        second: { size: second, root: secondRoot },
        proof,
      };
      expect(await verifyConsistency(good)).toBe(true);
      expect(await verifyConsistency({ ...good, first: { size: first, root: empty } })).toBe(false);
      expect(await verifyConsistency({ ...good, second: { size: second, root: empty } })).toBe(false);
      expect(await verifyConsistency({ ...good, proof: [...proof, empty] })).toBe(false);
      if (proof.length > 0) expect(await verifyConsistency({ ...good, proof: proof.slice(0, -1) })).toBe(false);
    }
  }
});

test('consistency proofs of RFC 6962, 2.1.3 have the lengths of its example', async () => {
  const seven = manyLeaves(7);
  const lengths = await Promise.all([3, 4, 6].map(async (size) => (await consistencyProof(seven, size)).length));
  expect(lengths).toEqual([4, 1, 3]);
});

test('the empty tree is the beginning of every tree, and no tree the beginning of a smaller one', async () => {
  const none = { size: 0, root: empty };
  const two = { size: 2, root: await treeRoot(manyLeaves(2)) };
  expect(await verifyConsistency({ first: none, second: two, proof: await consistencyProof(manyLeaves(2), 0) })).toBe(
    true,
  );
  expect(await verifyConsistency({ first: none, second: two, proof: [empty] })).toBe(false);
  expect(await verifyConsistency({ first: two, second: none, proof: [] })).toBe(false);
  expect(await verifyConsistency({ first: { size: -1, root: empty }, second: two, proof: [] })).toBe(false);
});

test('two leaves swapped make another root', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 20 }), fc.nat(), async (size, at) => {
      const all = manyLeaves(size);
      const one = at % (size - 1);
      const swapped = [...all.slice(0, one), ...all.slice(one, one + 2).reverse(), ...all.slice(one + 2)];
      expect(await treeRoot(swapped)).not.toBe(await treeRoot(all));
    }),
    { numRuns: 20 },
  );
});

describe('sizes and roots that only look consistent are refused', () => {
  const root = toB64(new Uint8Array(32).fill(5));

  test.each([
    ['a tree and a smaller one of the same root', 4, 3, []],
    ['a tree of negative size', -1, 1, [root]],
    ['two sizes of the same root, without what leads from one to the other', 4, 7, []],
    ['a size that needs a proof, without one', 3, 7, []],
  ])('%s', async (_what, first, second, proof) => {
    const sizes = { first: { size: first, root }, second: { size: second, root } };
    expect(await verifyConsistency({ ...sizes, proof })).toBe(false);
  });
});
