// Headers compiled once for the tests that read pages: see tests/CMakeLists.txt.
