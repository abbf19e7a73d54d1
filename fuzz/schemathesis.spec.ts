import { failuresIn } from './schemathesis.js';

const OUTPUT = `
=================================== FAILURES ===================================
______________________________ GET /v1/catalogue _______________________________
1. Test Case ID: 3WLWrA

- ST101 Server error

_____________________________ POST /v1/quotes __________________________________
1. Test Case ID: 9ywRJ1

- ST108 Response violates schema

=================================== SUMMARY ====================================

API Operations:
  Selected: 19/19

======================= 2 failures, 2 warnings in 60.02s =======================
`;

describe('what the fuzzer found', () => {
  it('is told route by route', () => {
    expect(failuresIn(OUTPUT).map((text) => text.split('\n').at(-1))).toEqual([
      '- ST101 Server error',
      '- ST108 Response violates schema',
    ]);
  });

  it('is nothing where it tells of no failure', () => {
    expect(failuresIn('==== SUMMARY ====\n\n==== 5 passed in 60.02s ====\n')).toEqual([]);
  });
});
