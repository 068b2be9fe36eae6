// RocksDB 7.8 does not free the memtable it had made when the next log cannot be created (SwitchMemtable), which only
// a disk that fails shows. Everything else is looked at.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:rocksdb::DBImpl::SwitchMemtable\n";
}
