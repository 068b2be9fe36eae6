#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "server/admin/audit_heads.h"
#include "server/admin/readings.h"
#include "server/house/desks.h"
#include "server/house/doors.h"
#include "server/house/floor.h"
#include "server/house/gallery.h"
#include "server/house/ground.h"
#include "server/house/other_nodes.h"
#include "server/node/sequencer.h"

namespace plenum {

/// All rooms, in order of need; C++ ends them in the reverse. Belongs to the main thread; what it reports, any thread
/// may ask.
class House {
public:
  House(const Config&, Ground);
  ~House();
  House(const House&) = delete;
  House& operator=(const House&) = delete;

  /// What the house shows of itself (reports.cpp).
  v1::StatusReply status() const;
  Readings readings() const;

  /// Writes down outside the store how far the audit log has come.
  void keep_audit_head(std::int64_t now_ms);

  /// Ends all work, room by room, once nobody comes in any more.
  void stop();

private:
  void committed(Committed batch);  // on the sequencer's thread: nobody in it may wait
  std::string why_closed() const;

public:
  Ground ground;
  Floor floor;
  std::unique_ptr<OtherNodes> others;  // none where this one is alone
  Gallery gallery;
  Sequencer sequencer;
  AuditHeads audit_heads;
  Desks desks;
  Doors doors;
  std::atomic<bool> draining{false};

private:
  bool heads_failed_ = false;
};

}  // namespace plenum
