#include "app/cli.h"

#include <cstdlib>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/command.h"
#include "modules/performance/import_kinds.h"

namespace sinergi::app {
namespace {

// Options and what to run, kept alive until a command has run.
struct Line {
  CLI::App cli{"Sinergi: perencanaan, pengukuran, dan evaluasi kinerja pemerintah daerah"};
  Globals globals;
  std::string lang = "id";
  int exit_code = kDone;

  // A command that runs `run` when it was named. Global options may stand before or behind it.
  CLI::App* Command(CLI::App& parent, const std::string& name, const std::string& help,
                    std::function<int()> run) {
    CLI::App* command = parent.add_subcommand(name, help);
    command->fallthrough();
    if (run)
      command->callback([this, run] {
        globals.lang = ParseLang(lang);
        exit_code = run();
      });
    return command;
  }
  CLI::App* Group(const std::string& name, const std::string& help) {
    CLI::App* group = Command(cli, name, help, nullptr);
    group->require_subcommand(1);
    return group;
  }
};

void AddGlobals(Line& line) {
  line.cli.set_version_flag("--version", std::string("sinergi ") + SINERGI_VERSION);
  line.cli.add_option("--data", line.globals.data, "Folder data (SQLite dan bukti dukung)")
      ->envname("SINERGI_DATA");
  line.cli.add_option("--database", line.globals.database, "PostgreSQL: postgresql://…")
      ->envname("SINERGI_DATABASE");
  line.cli.add_option("--government", line.globals.government,
                      "Kode pemerintah daerah, bila lebih dari satu");
  line.cli.add_option("--lang", line.lang, "Bahasa keluaran: id atau en")->check(CLI::IsMember({"id", "en"}));
  line.cli.add_flag("--json", line.globals.json, "Keluaran JSON");
  line.cli.require_subcommand(1);
}

void AddServing(Line& line) {
  const auto serve = std::make_shared<ServeOptions>();
  CLI::App* command = line.Command(line.cli, "serve", "Jalankan server web",
                                   [&line, serve] { return Serve(line.globals, *serve); });
  command->add_option("--listen", serve->listen, "HOST:PORT")->capture_default_str();
  command->add_flag("--secure-cookies", serve->secure_cookies,
                    "Kuki hanya lewat HTTPS (di belakang proksi TLS)");
  command->add_option("--trial-day", serve->trial_day,
                      "Hari yang dianggap hari ini, untuk latihan dan uji coba (YYYY-MM-DD)");
  command->add_option("--sign-server", serve->sign_server, "Layanan tanda tangan elektronik (BSrE), http://…")
      ->envname("SINERGI_SIGN_SERVER");
  command->add_option("--sign-client", serve->sign_client, "Nama klien pada layanan itu")
      ->envname("SINERGI_SIGN_CLIENT");
  command->add_option("--sign-secret-file", serve->sign_secret_file, "Berkas berisi rahasia klien itu")
      ->envname("SINERGI_SIGN_SECRET_FILE");
  command->add_option("--trust-proxy", serve->proxies, "Alamat proksi yang dipercaya");
  const auto demo = std::make_shared<DemoOptions>();
  line.Command(line.cli, "demo", "Muat daerah contoh", [&line, demo] { return Demo(line.globals, *demo); })
      ->add_flag("--regencies", demo->regencies, "Juga 22 kabupaten/kota contoh di bawahnya");
}

void AddUnits(Line& line) {
  CLI::App* unit = line.Group("unit", "Unit kerja");
  line.Command(*unit, "list", "Daftar unit kerja", [&line] { return ListUnits(line.globals); });
  const auto add = std::make_shared<AddUnitOptions>();
  CLI::App* command = line.Command(*unit, "add", "Tambah unit kerja",
                                   [&line, add] { return AddUnitCommand(line.globals, *add); });
  command->add_option("code", add->code, "Kode")->required();
  command->add_option("name", add->name, "Nama")->required();
  command->add_option("--parent", add->parent, "Kode unit induk; tanpa ini: perangkat daerah");

  CLI::App* government = line.Group("government", "Pemerintah daerah");
  const auto options = std::make_shared<AddGovernmentOptions>();
  CLI::App* make = line.Command(*government, "add", "Tambah pemerintah daerah",
                                [&line, options] { return AddGovernmentCommand(line.globals, *options); });
  make->add_option("code", options->code, "Kode Kemendagri, misalnya 53.04")->required();
  make->add_option("name", options->name, "Nama")->required();
  make->add_option("--level", options->level)
      ->check(CLI::IsMember({"nation", "province", "regency", "city"}));
  make->add_option("--zone", options->zone)->check(CLI::IsMember({"WIB", "WITA", "WIT"}));
}

std::vector<std::string> ImportKindIds() {
  std::vector<std::string> ids;
  for (const performance::ImportKind& kind : performance::ImportKinds()) ids.emplace_back(kind.id);
  return ids;
}

void AddFigures(Line& line) {
  const auto import = std::make_shared<ImportOptions>();
  CLI::App* command = line.Command(line.cli, "import", "Impor rencana dan realisasi",
                                   [&line, import] { return Import(line.globals, *import); });
  command->add_option("kind", import->kind, "e81 | sipd-renja | realisation | sipkd | rka | dpa | template")
      ->required()
      ->transform(CLI::Transformer(std::map<std::string, std::string>{{"sipd-renja", "sipd"}}))
      ->check(CLI::IsMember(ImportKindIds()));
  command->add_option("file", import->file, "Berkas")->required();
  command->add_option("--unit", import->unit, "Kode perangkat daerah");
  command->add_option("--year", import->year, "Tahun rencana, bila berkas tidak menyebutnya");
  command->add_flag("--dry-run", import->dry_run, "Hanya pratinjau");

  const auto evaluate = std::make_shared<EvaluateOptions>();
  command = line.Command(line.cli, "evaluate", "Hitung dan cetak evaluasi",
                         [&line, evaluate] { return EvaluateCommand(line.globals, *evaluate); });
  command->add_option("file", evaluate->file, "Workbook E.81 (tanpa basis data)");
  command->add_option("--unit", evaluate->unit, "Kode perangkat daerah");
  command->add_option("--period", evaluate->period, "Misalnya 2024-Q3");
  command->add_option("--layout", evaluate->layout, "E.81 dengan 15 atau 17 kolom")
      ->check(CLI::IsMember({"15", "17"}));
  command->add_option("--xlsx", evaluate->xlsx, "Tulis E.81 sebagai XLSX");
  command->add_option("--pdf", evaluate->pdf, "Tulis E.81 sebagai PDF");

  const auto check = std::make_shared<CheckOptions>();
  command = line.Command(line.cli, "check", "Periksa hitungan workbook E.81",
                         [&line, check] { return Check(line.globals, *check); });
  command->add_option("file", check->file, "Berkas XLSX")->required();
  command->add_option("--corrected", check->corrected, "Tulis salinan yang dibetulkan");
}

void AddInstruments(Line& line) {
  const auto assess = std::make_shared<AssessOptions>();
  CLI::App* command = line.Command(line.cli, "assess", "Hitung indeks sebuah instrumen dari nilai butirnya",
                                   [&line, assess] { return AssessCommand(line.globals, *assess); });
  command->add_option("file", assess->file, "CSV dengan kolom code,value")->required();
  command->add_option("--instrument", assess->instrument, "Id instrumen atau berkas YAML")->required();
  command->add_option("--year", assess->year, "Tahun evaluasi, untuk aturan predikatnya")
      ->check(CLI::Range(1945, 2999));
  command->add_option("--scoring", assess->scoring, "Cara penilaian, bila ada beberapa");
  command->add_option("--weights", assess->weights, "CSV code,weight, bila bobot ditetapkan setiap tahun");

  CLI::App* instrument = line.Group("instrument", "Instrumen penilaian");
  line.Command(*instrument, "list", "Daftar instrumen", [&line] { return ListInstruments(line.globals); });
  const auto show = std::make_shared<InstrumentOptions>();
  command = line.Command(*instrument, "show", "Isi sebuah instrumen",
                         [&line, show] { return ShowInstrument(line.globals, *show); });
  command->add_option("instrument", show->name, "Id instrumen atau berkas YAML")->required();
  command->add_option("--scoring", show->scoring, "Cara penilaian, bila ada beberapa");
  const auto file = std::make_shared<std::string>();
  command = line.Command(*instrument, "check", "Periksa berkas instrumen",
                         [&line, file] { return CheckInstrument(line.globals, *file); });
  command->add_option("file", *file, "Berkas YAML")->required();
}

void AddRegisters(Line& line) {
  CLI::App* registers = line.Group("register", "Register: daftar, dan pemeriksaan berkasnya");
  line.Command(*registers, "list", "Daftar register", [&line] { return ListRegisters(line.globals); });
  line.Command(*registers, "remind", "Lihat tenggat sekarang dan beri tahu yang perlu",
               [&line] { return RemindCommand(line.globals); });
  const auto file = std::make_shared<std::string>();
  line.Command(*registers, "check", "Periksa berkas register",
               [&line, file] { return CheckRegister(line.globals, *file); })
      ->add_option("file", *file, "Berkas YAML")
      ->required();
}

void AddQuarters(Line& line) {
  CLI::App* quarter = line.Group("quarter", "Jadwal pengisian triwulan");
  line.Command(*quarter, "list", "Daftar jadwal", [&line] { return ListQuarters(line.globals); });
  const auto set = std::make_shared<QuarterOptions>();
  CLI::App* command = line.Command(*quarter, "set", "Tetapkan jadwal",
                                   [&line, set] { return SetQuarter(line.globals, *set); });
  command->add_option("period", set->period, "Misalnya 2024-Q3")->required();
  command->add_option("--opens", set->opens, "Tanggal buka, 2024-10-01")->required();
  command->add_option("--closes", set->closes, "Tanggal tutup, 2024-10-15")->required();
}

void AddNomenclature(Line& line) {
  CLI::App* nomenclature = line.Group("nomenclature", "Nomenklatur program, kegiatan, dan sub kegiatan");
  const auto import = std::make_shared<NomenclatureOptions>();
  CLI::App* command = line.Command(*nomenclature, "import", "Impor kode satu tahun dari TSV atau CSV",
                                   [&line, import] { return ImportNomenclatureFile(line.globals, *import); });
  command->add_option("file", import->file, "Berkas TSV atau CSV")->required();
  command->add_option("--year", import->year, "Tahun berlakunya")->required();
  command->add_flag("--confirm", import->confirm, "Pendahulu yang disebut berkas langsung berlaku");
}

void AddDue(Line& line) {
  const auto due = std::make_shared<DueOptions>();
  CLI::App* command = line.Command(line.cli, "due", "Hitung tenggat, dijelaskan hari demi hari",
                                   [&line, due] { return Due(line.globals, *due); });
  command->add_option("--from", due->from, "Tanggal diterima (hari ke-0), misalnya 2026-03-16")->required();
  command->add_option("--days", due->days, "Jumlah hari")->required();
  command->add_option("--kind", due->kind, "Hari kerja (working) atau hari kalender (calendar)")
      ->check(CLI::IsMember({"working", "calendar"}))
      ->capture_default_str();
  command->add_option("--calendar", due->calendar, "Berkas kalender daerah di atas kalender bawaan");
  command->add_option("--extend", due->extension, "Perpanjangan, dalam hari");
  command->add_option("--pause", due->pauses, "Jeda, misalnya 2026-03-02..2026-03-04; boleh beberapa");
  command->add_flag("--move", due->move, "Tenggat pada hari libur digeser ke hari kerja berikutnya");
}

void AddComparing(Line& line) {
  const auto compare = std::make_shared<CompareOptions>();
  CLI::App* command = line.Command(line.cli, "compare", "Mengapa indeks berubah di antara dua penilaian",
                                   [&line, compare] { return Compare(line.globals, *compare); });
  command->add_option("before", compare->before, "CSV penilaian lama: code,value")->required();
  command->add_option("after", compare->after, "CSV penilaian baru: code,value")->required();
  command->add_option("--from", compare->from, "Instrumen penilaian lama, misalnya spbe-2018")->required();
  command->add_option("--to", compare->to, "Instrumen penilaian baru, misalnya spbe-2020")->required();
}

void AddImproving(Line& line) {
  const auto improve = std::make_shared<ImproveOptions>();
  CLI::App* command =
      line.Command(line.cli, "improve", "Peta jalan perbaikan: upaya terkecil menuju target indeks",
                   [&line, improve] { return Improve(line.globals, *improve); });
  command->add_option("levels", improve->levels, "CSV nilai sekarang: code,value")->required();
  command->add_option("--instrument", improve->instrument, "Id instrumen atau berkas YAML")->required();
  command->add_option("--scoring", improve->scoring, "Cara penilaian, bila ada beberapa");
  command->add_option("--weights", improve->weights, "CSV code,weight, bila bobot ditetapkan setiap tahun");
  command->add_option("--target", improve->target, "Indeks yang dituju, misalnya 3.1");
  command->add_option("--budget", improve->budget, "Indeks tertinggi dengan upaya sebanyak ini");
  command->add_flag("--curve", improve->curve, "Upaya terkecil untuk setiap indeks");
  command->add_option("--effort", improve->efforts,
                      "CSV upaya: code,level,effort; tanpa ini 1 setiap tingkat");
  command->add_option("--depends", improve->depends, "CSV syarat: code,level,needs_code,needs_level");
  command->add_option("--lock", improve->lock, "Butir yang tidak dinaikkan, misalnya 21,22")->delimiter(',');
  command->add_option("--capacity", improve->capacity, "Upaya yang tersedia setiap tahun");
  command->add_option("--years", improve->years, "Jumlah tahun paling banyak")->check(CLI::Range(1, 100));
  command
      ->add_option("--max-rise", improve->max_rise, "Kenaikan tingkat satu butir paling banyak setiap tahun")
      ->check(CLI::Range(1, 100));
}

void AddPeople(Line& line) {
  CLI::App* user = line.Group("user", "Akun");
  const auto add = std::make_shared<UserOptions>();
  CLI::App* command = line.Command(*user, "add", "Tambah akun atau peran; sandi dari masukan baku",
                                   [&line, add] { return AddUser(line.globals, *add); });
  command->add_option("login", add->login)->required();
  command->add_option("--name", add->name, "Nama yang ditampilkan")->required();
  command->add_option("--position", add->position, "Jabatan");
  command->add_option("--role", add->role)
      ->required()
      ->check(
          CLI::IsMember({"officer", "verifier", "planner", "head", "evaluator", "administrator", "auditor"}));
  command->add_option("--unit", add->unit, "Kode unit; tanpa ini: seluruh pemerintah daerah");
  line.Command(*user, "list", "Daftar akun", [&line] { return ListUsers(line.globals); });

  const auto login = std::make_shared<std::string>();
  const auto with_login = [&](const char* name, const char* help, std::function<int()> run) {
    line.Command(*user, name, help, std::move(run))->add_option("login", *login)->required();
  };
  with_login("password", "Ganti sandi; sandi baru dari masukan baku",
             [&line, login] { return SetUserPassword(line.globals, *login); });
  with_login("disable", "Nonaktifkan akun",
             [&line, login] { return DisableUser(line.globals, *login, true); });
  with_login("enable", "Aktifkan akun", [&line, login] { return DisableUser(line.globals, *login, false); });
}

void AddKeeping(Line& line) {
  const auto file = std::make_shared<std::string>();
  line.Command(line.cli, "backup", "Cadangkan ke satu berkas",
               [&line, file] { return Backup(line.globals, *file); })
      ->add_option("file", *file)
      ->required();
  line.Command(line.cli, "restore", "Pulihkan dari berkas cadangan ke tempat yang kosong",
               [&line, file] { return Restore(line.globals, *file); })
      ->add_option("file", *file)
      ->required();
  line.Command(line.cli, "verify", "Periksa jejak audit dan bukti dukung",
               [&line] { return Verify(line.globals); });
  line.Command(line.cli, "migrate", "Mutakhirkan basis data", [&line] { return Migrate(line.globals); });
}

void AddBench(Line& line) {
  CLI::App* bench = line.Group("bench", "Pengukuran kecepatan");
  const auto options = std::make_shared<BenchRollupOptions>();
  CLI::App* command = line.Command(*bench, "rollup", "Hitung seluruh negeri: waktu, memori, dan hasilnya",
                                   [&line, options] { return BenchRollup(line.globals, *options); });
  command->add_option("--size", options->size, "S, M, L, atau jumlah pemerintah daerah")
      ->capture_default_str();
  command->add_option("--seed", options->seed, "Benih angka acak")->capture_default_str();
  command->add_option("--year", options->year, "Tahun")->check(CLI::Range(1900, 2200));
  command->add_option("--csv", options->csv, "Baca berkas CSV dari folder ini");
  command->add_option("--threads", options->threads, "Jumlah utas")->check(CLI::Range(1, 64));
  command->add_option("--repeat", options->repeat, "Berapa kali setiap hitungan diukur")
      ->check(CLI::Range(1, 1000));
  command->add_option("--write", options->write, "Hanya tulis data sebagai CSV ke folder ini");
  command->add_option("--nodes", options->nodes, "Tulis angka setiap simpul ke berkas CSV ini");
}

// Also where the line could not be read to its end.
Lang LangAsked(int argc, char** argv) {
  Lang lang = Lang::kId;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.starts_with("--lang=")) lang = ParseLang(word.substr(7));
    if (word == "--lang" && i + 1 < argc) lang = ParseLang(argv[i + 1]);
  }
  return lang;
}

// CLI11 words its refusals in English only: "kind is required", "--layout: 16 not in {15,17}".
Error UsageError(const CLI::App& cli, const CLI::ParseError& error) {
  const std::vector<std::string> unknown = cli.remaining(true);
  if (!unknown.empty()) return {ErrorKind::kInvalid, "app.usage_unknown", {unknown.front()}};
  const std::string said = error.what();
  if (said == "A subcommand is required") return {ErrorKind::kInvalid, "app.usage_no_command"};
  const std::string name = said.substr(0, said.find_first_of(": "));
  const size_t choices = said.find(" not in {");
  if (choices != std::string::npos)
    return {ErrorKind::kInvalid,
            "app.usage_choice",
            {name, said.substr(choices + 9, said.rfind('}') - choices - 9)}};
  if (dynamic_cast<const CLI::RequiredError*>(&error) || dynamic_cast<const CLI::ArgumentMismatch*>(&error))
    return {ErrorKind::kInvalid, "app.usage_missing", {name}};
  return {ErrorKind::kInvalid, "app.usage_value", {name}};
}

// What was printed must have arrived: a full disk behind a redirection is not "done".
int Delivered(const Line& line) {
  std::cout.flush();
  return std::cout ? line.exit_code : Fail(line.globals, {ErrorKind::kUnavailable, "app.output_unwritable"});
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
  Line line;
  AddGlobals(line);
  AddServing(line);
  AddUnits(line);
  AddFigures(line);
  AddInstruments(line);
  AddRegisters(line);
  AddQuarters(line);
  AddNomenclature(line);
  AddDue(line);
  AddComparing(line);
  AddImproving(line);
  AddPeople(line);
  AddKeeping(line);
  AddBench(line);
  try {
    line.cli.parse(argc, argv);
    return Delivered(line);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return line.cli.exit(error);  // --help, --version
    line.globals.lang = LangAsked(argc, argv);
    Fail(line.globals, UsageError(line.cli, error));
    return kWrongUsage;
  } catch (const Refused& refused) {
    return Fail(line.globals, refused.error);
  } catch (const std::exception& error) {
    return Fail(line.globals, {ErrorKind::kUnavailable, "app.broken", {error.what()}});
  }
}

}  // namespace sinergi::app
